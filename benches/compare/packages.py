"""bantin verify beside commons-ip and bagit-python: packages.py ARTICLES OUT THREADS BANTIN COMMONS_IP (see ./packages).

All may use as many processors as THREADS says. A peer is one process for each, kept warm for its share of the packages,
which is the fastest way to run it. CPU time is that of the whole processes, starts included. The rows take turns, three
times each, and the lowest figure of each counts. Every verdict must be "valid".

What the peers leave out is not counted against them. commons-ip: structure, references and checksums by the two METS; no
schema, no look into PREMIS, PDF and DOCX. bagit-python: completeness and checksums of bags, which are unpacked for it
beforehand; commons-ip unpacks for itself. bantin verify checks all of that and the package in a bag too; the packages are
all its own and alike, so that few of their documents need the schema (src/verify/shape.rs).
"""
import datetime, json, os, resource, shutil, subprocess, sys, time, zipfile
from pathlib import Path

from compare import processor

BAGIT = "import bagit, sys\nfor path in sys.argv[1:]: bagit.Bag(path).validate()"


def make(articles, out, threads, bantin):
    """The packages, and the bags, unpacked."""
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([bantin, "convert", articles, "-o", out / "made", "--bag", "--jobs", str(threads), "-q"], check=True)
    for folder in ("packages", "bags"):
        (out / folder).mkdir()
    for path in sorted((out / "made" / "packages").glob("*.zip")):
        if path.stem.endswith("-bag"):
            with zipfile.ZipFile(path) as archive:
                archive.extractall(out / "bags")
        else:
            path.rename(out / "packages" / path.name)
    return tuple(sorted((out / folder).iterdir()) for folder in ("packages", "bags"))


def measure(commands, processors):
    """Wall and CPU seconds of commands that run side by side."""
    time.sleep(6)  # ext4 shuns inodes for five seconds after they are deleted: not ours to measure
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                preexec_fn=lambda: os.sched_setaffinity(0, processors)) for command in commands]
    codes = [process.wait() for process in running]
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if any(codes):
        sys.exit(f"{commands[0][0]} ended with {codes}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    articles, out, threads, bantin, jars = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
    packages, bags = make(articles, out, threads, bantin)
    processors = sorted(os.sched_getaffinity(0))[:threads]
    work = out / "work"

    def verify(folder):
        return [[bantin, "verify", "-q", str(out / folder)]]

    def commons_ip():
        shutil.rmtree(work, ignore_errors=True)
        for share in range(threads):
            (work / str(share)).mkdir(parents=True)
        (work / "logback.xml").write_text('<configuration><root level="OFF"/></configuration>')
        java = ["java", "-Djava.awt.headless=true", f"-Djava.io.tmpdir={work}", f"-Duser.home={work}", "-XX:+UseSerialGC",
                f"-Dlogback.configurationFile={work}/logback.xml", "-cp", f"{jars}:{jars}/lib/*", "CommonsIp"]
        return [[*java, str(work / str(share)), *map(str, packages[share::threads])] for share in range(threads)]

    rows = {
        "bantin verify: packages": lambda: verify("packages"),
        "commons-ip: the same packages": commons_ip,
        "bantin verify: bags, unpacked": lambda: verify("bags"),
        "bagit-python: the same bags": lambda: [[sys.executable, "-c", BAGIT, *map(str, bags[share::threads])]
                                                for share in range(threads)],
    }
    best = {}
    for _ in range(3):
        for name, commands in rows.items():
            now = measure(commands(), processors)
            best[name] = tuple(map(min, best.get(name, now), now))
        results = [json.loads(path.read_text())["summary"]["result"] for path in work.glob("*/*.json")]
        if results != ["VALID"] * len(packages):
            sys.exit(f"commons-ip: {results.count('VALID')} of {len(packages)} packages are valid")
    print(f"{len(packages)} packages and as many bags, {threads} threads or processes, {processor()}, {datetime.date.today()}")
    print()
    print("| | packages/s | CPU ms a package | CPU, times ours |")
    print("|---|---|---|---|")
    ours = 0
    for name, (wall, cpu) in best.items():
        ours = cpu if name.startswith("bantin") else ours
        print(f"| {name} | {len(packages) / wall:.0f} | {1000 * cpu / len(packages):.2f} | {cpu / ours:.1f} |")


if __name__ == "__main__":
    main()
