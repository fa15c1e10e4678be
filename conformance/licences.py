"""Every crate in the binary has a licence that deny.toml allows, and THIRD-PARTY.md lists it: what cargo-deny would say
of licences, from `cargo metadata` alone. With --update the list is written anew."""

import json
import os
import re
import subprocess
import sys
import tomllib

TARGET = "x86_64-unknown-linux-gnu"
HEAD = "## Rust crates in the binary\n"


def shipped():
    """Names and licences of the crates that are linked into the program."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in answer["packages"]}
    nodes = {node["id"]: node for node in answer["resolve"]["nodes"]}
    root, seen = answer["resolve"]["root"], set()
    todo = [root]
    while todo:
        found = todo.pop()
        if found in seen:
            continue
        seen.add(found)
        for dependency in nodes[found]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    return sorted((packages[id]["name"], packages[id]["license"] or "none stated") for id in seen - {root})


def allowed(expression, allow):
    """Is one choice that the SPDX expression leaves allowed?"""
    words = re.findall(r"[()]|[^\s()/]+|/", expression)

    def either():
        verdict = both()
        while words and words[0] in ("OR", "/"):
            words.pop(0)
            verdict = both() or verdict
        return verdict

    def both():
        verdict = one()
        while words and words[0] == "AND":
            words.pop(0)
            verdict = one() and verdict
        return verdict

    def one():
        word = words.pop(0)
        if word == "(":
            verdict = either()
            words.pop(0)
            return verdict
        if words and words[0] == "WITH":
            words.pop(0)
            with_exception = f"{word} WITH {words.pop(0)}"
            return with_exception in allow or word in allow
        return word in allow

    return either()


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    with open("deny.toml", "rb") as file:
        allow = tomllib.load(file)["licenses"]["allow"]
    crates = shipped()
    refused = [f"{name}: {licence}" for name, licence in crates if not allowed(licence, allow)]
    by_licence = {}
    for name, licence in crates:
        names = by_licence.setdefault(licence.replace("/", " OR "), [])
        if name not in names:
            names.append(name)
    rows = "".join(f"| {licence} | {', '.join(names)} |\n" for licence, names in sorted(by_licence.items()))
    section = (
        f"{HEAD}\nVersions and checksums are in `Cargo.lock`; `conformance/licences.py --update` writes this list.\n\n"
        f"| licence | crates |\n|---|---|\n{rows}"
    )
    with open("THIRD-PARTY.md", encoding="utf-8") as file:
        text = file.read()
    before = text.split(HEAD)[0]
    if "--update" in sys.argv:
        with open("THIRD-PARTY.md", "w", encoding="utf-8") as file:
            file.write(before + section)
    elif text != before + section:
        refused.append("THIRD-PARTY.md: conformance/licences.py --update")
    for line in refused:
        print(line)
    print(f"{len(crates)} crates, {len(refused)} findings")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
