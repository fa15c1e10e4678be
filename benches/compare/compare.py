"""Runs bantin and the peer stacks on one folder of articles and prints a table (see ./run)."""
import datetime, os, platform, resource, shutil, subprocess, sys, threading, time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def tree_rss(root):
    """Resident memory of a process and its children, KiB."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                stat = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()
                parents.setdefault(int(stat[1]), []).append((int(name), int(stat[21]) * 4))
            except OSError:
                pass
    total, todo = 0, [root]
    try:
        total = int(Path(f"/proc/{root}/stat").read_text().rsplit(")", 1)[1].split()[21]) * 4
    except OSError:
        pass
    while todo:
        for child, rss in parents.get(todo.pop(), []):
            total += rss
            todo.append(child)
    return total


def measure(command, out):
    shutil.rmtree(out, ignore_errors=True)
    time.sleep(6)  # ext4 shuns inodes for five seconds after they are deleted: not ours to measure
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], tree_rss(process.pid))
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    wall = time.monotonic() - start
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return code, wall, cpu, peak[0]


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def main():
    folder, out, threads, bantin = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    count = len(list(folder.glob("*.txt")))
    peer = [sys.executable, str(HERE / "peers.py")]
    rows = [
        ("bantin: PDF + DOCX + package", [bantin, "convert", str(folder), "-o", str(out), "--jobs", threads, "-q"]),
        ("typst + python-docx + bagit", peer + ["stack", str(folder), str(out), threads]),
        ("bantin alone: PDF", [bantin, "convert", str(folder), "-o", str(out), "--formats", "pdf", "--jobs", threads, "-q"]),
        ("typst alone: PDF", peer + ["typst", str(folder), str(out), threads]),
        ("python-docx alone: DOCX", peer + ["docx", str(folder), str(out), threads]),
        ("bagit alone: bags", peer + ["bag", str(folder), str(out), threads]),
    ]
    print(f"{count} articles, {threads} threads, {processor()}, {datetime.date.today()}")
    print()
    print("| | articles/s | CPU ms an article | peak MiB |")
    print("|---|---|---|---|")
    measured = {}
    for name, command in rows:
        code, wall, cpu, peak = measure(command, out)
        measured[name] = (wall, cpu)
        if code not in ((0, 1) if command[0] == bantin else (0,)):
            print(f"| {name} | ended with {code} | | |")
            continue
        print(f"| {name} | {count / wall:.0f} | {1000 * cpu / count:.2f} | {peak / 1024:.0f} |", flush=True)
        if command[0] == bantin and "--formats" not in command:
            start = time.monotonic()
            subprocess.run(command, check=False)
            again = time.monotonic() - start
            print(f"| bantin again, nothing changed | {count / again:.0f} | | |", flush=True)
    (us, our_cpu), (them, their_cpu) = measured[rows[0][0]], measured[rows[1][0]]
    print()
    print(f"Throughput {them / us:.1f} times that of the stack, CPU time {their_cpu / our_cpu:.1f} times less.")


if __name__ == "__main__":
    main()
