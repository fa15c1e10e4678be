"""Hostile files beside good ones: poison.py BANTIN [HOSTILE [GOOD]] (default 10,000 and 100).

The good ones' outputs must be those of a run alone, every hostile input must be accounted for in the report, no panic
may show, and neither time nor memory may run away."""
import json, os, random, resource, shutil, subprocess, sys, tempfile, time
from pathlib import Path

BANTIN = os.path.realpath(sys.argv[1])
HOSTILE = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
GOOD = int(sys.argv[3]) if len(sys.argv) > 3 else 100
SAMPLE = Path(__file__).parent.parent.joinpath("input/12-ghi-chep-dai.txt").read_text("utf-8")
rng = random.Random(7)


def contents(number):
    kind = number % 12
    if kind == 0:
        return rng.randbytes(rng.randrange(1, 20_000))
    if kind == 1:
        return bytes(rng.randrange(1, 50_000))
    if kind == 2:
        return ("chữ " * rng.randrange(1000, 60_000)).encode()
    if kind == 3:
        return ("Tiêu đề\n\na" + "\u0301\u0323\u0302" * rng.randrange(100, 20_000) + "\n").encode()
    if kind == 4:
        return ("Tiêu đề\n\n" + rng.choice(["([“<", "((((", "“”", "&lt;", "&amp;"]) * rng.randrange(100, 10_000)).encode()
    if kind == 5:
        return (rng.choice(["a\n", "\n", "-\n", "1.\n", "|\t|\n"]) * rng.randrange(100, 30_000)).encode()
    if kind == 6:
        return b""
    if kind == 7:  # torn UTF-8
        return SAMPLE.encode()[rng.randrange(1, 50): -rng.randrange(1, 50)] + b"\xc3"
    if kind == 8:  # UTF-16 with half a pair
        return b"\xff\xfe" + SAMPLE[:500].encode("utf-16-le") + b"\x00\xd8"
    if kind == 9:
        return ("Tiêu đề\n\n" + "x" * rng.randrange(10_000, 200_000)).encode()
    if kind == 10:
        return "".join(chr(rng.choice([rng.randrange(0x20), rng.randrange(0x80, 0xD800), rng.randrange(0xE000, 0x11_0000)]))
                       for _ in range(rng.randrange(1, 3000))).encode()
    mixed = bytearray(SAMPLE.encode())
    for _ in range(rng.randrange(1, 200)):
        mixed[rng.randrange(len(mixed))] = rng.randrange(256)
    return bytes(mixed)


def name(number):
    return rng.choice([
        f"{number}.txt".encode(), f"-{number} .txt".encode(), f"\n{number}\t.TXT".encode(), f"con.{number}.txt".encode(),
        f"{number}\u202e.txt".encode(), b"\xff\xfe%d.txt" % number, f"{'ế' * 70}{number}.txt".encode(),
        f"{number}:?*|<>\".txt".encode(), f"{number}...txt".encode(), f"~{number}'$(id).txt".encode(),
    ])


def make(folder, hostile):
    for number in range(GOOD):
        (folder / f"tốt {number}.txt").write_text(f"Ghi chép số {number}: chuyện đồng bãi\n{SAMPLE}", "utf-8")
    if not hostile:
        return
    poison = os.fsencode(folder / "độc")
    os.mkdir(poison)
    for number in range(hostile):
        place = os.path.join(poison, b"%d" % (number % 50))
        os.makedirs(place, exist_ok=True)
        path = os.path.join(place, name(number))
        if number % 40 == 0:
            os.mkfifo(path)
        elif number % 40 == 1:
            os.symlink(os.path.basename(path), path)  # leads to itself
        elif number % 40 == 2:
            os.symlink(poison, path)  # leads up
        elif number % 40 == 3:
            os.mkdir(path)
        else:
            with open(path, "wb") as file:
                file.write(contents(number))


def convert(folder, out):
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([BANTIN, "convert", folder, "-o", out, "--time", "2026-01-01T00:00:00+07:00"],
                         stdin=subprocess.DEVNULL, capture_output=True, timeout=3600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run.returncode, run.stderr.decode("utf-8", "replace"), time.monotonic() - start, cpu, after.ru_maxrss // 1024


def main():
    place = Path(tempfile.mkdtemp())
    try:
        for folder, hostile in (("alone", 0), ("mixed", HOSTILE)):
            (place / folder).mkdir()
            make(place / folder, hostile)
        code, errors, *_ = convert(place / "alone", place / "a")
        assert code == 0, errors
        code, errors, wall, cpu, peak = convert(place / "mixed", place / "b")
        assert code == 1, (code, errors)
        assert "panicked" not in errors, errors
        report = json.loads((place / "b/report.json").read_text("utf-8"))
        articles, ignored = report["articles"], report["ignored"]
        assert len(articles) + len(ignored) == GOOD + HOSTILE, (len(articles), len(ignored))
        for article in articles:
            error = article["error"]
            assert (article["status"] == "failed") == (error is not None), article
            assert error is None or error["code"] != "E701" and error["hint"], article
        for path in (place / "a").rglob("*"):
            if path.is_file() and path.parent != place / "a":
                other = place / "b" / path.relative_to(place / "a")
                assert other.read_bytes() == path.read_bytes(), other
        left = [path for path in (place / "b").rglob(".bantin*")]
        assert not left, left
        assert peak <= 512, f"{peak} MiB"
        failed = sum(article["status"] == "failed" for article in articles)
        print(f"{HOSTILE} hostile inputs ({failed} failed, {len(ignored)} not opened) beside {GOOD} good ones: "
              f"those as alone; {wall:.0f} s, {1000 * cpu / HOSTILE:.1f} ms CPU each, {peak} MiB")
    finally:
        shutil.rmtree(place)


main()
