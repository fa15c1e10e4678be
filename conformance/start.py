"""conformance/start.py BANTIN: starting costs at most 5 ms of processor time on a quiet machine (user and system, the best of 50 runs)."""

import os
import sys
import tempfile

LIMIT = 10.0  # 5 on a quiet machine; a busy one must not fail the check
RUNS = 50
COMMANDS = (["--version"], ["--help"], ["--help", "--lang", "vi"], ["normalize"], ["config", "show"])
TEXT = "Sáng nay , bà con ra đồng .\n".encode()


def milliseconds(program, arguments, text, nowhere):
    """Processor time of one run."""
    actions = [
        (os.POSIX_SPAWN_DUP2, text, 0),
        (os.POSIX_SPAWN_DUP2, nowhere, 1),
        (os.POSIX_SPAWN_DUP2, nowhere, 2),
    ]
    os.lseek(text, 0, os.SEEK_SET)
    child = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} ended with {status}")
    return (used.ru_utime + used.ru_stime) * 1000


def main():
    program = os.path.abspath(sys.argv[1])
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as text:
        os.chdir(folder)
        text.write(TEXT)
        text.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for arguments in COMMANDS:
            best = min(milliseconds(program, arguments, text.fileno(), nowhere) for _ in range(RUNS))
            print(f"bantin {' '.join(arguments)}: {best:.2f} ms")
            worst = max(worst, best)
    print(f"starting: {worst:.2f} ms of processor time at most, {LIMIT:.0f} allowed")
    return worst > LIMIT


if __name__ == "__main__":
    sys.exit(main())
