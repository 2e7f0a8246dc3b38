"""Counts the public symbols in a module's symbol graphs and names those without documentation.

usage: symbols.py MODULE FOLDER
"""
import glob
import json
import sys

module, folder = sys.argv[1:]
public, bare = 0, []
for path in sorted(glob.glob(f"{folder}/{module}*.symbols.json")):
    with open(path) as file:
        graph = json.load(file)
    # A requirement of a protocol of another module is documented there.
    inherited = {link["source"] for link in graph["relationships"] if "sourceOrigin" in link}
    for symbol in graph["symbols"]:
        name = symbol["identifier"]["precise"]
        if "location" not in symbol or "::SYNTHESIZED::" in name or name in inherited:
            continue  # written by the compiler
        public += 1
        if not any(line["text"].strip() for line in symbol.get("docComment", {}).get("lines", [])):
            location = symbol["location"]
            bare.append(
                f"{location['uri'].split('/Sources/')[-1]}:{location['position']['line'] + 1}: "
                f"{'.'.join(symbol['pathComponents'])} is not documented")
for line in bare:
    print(line)
share = 100 * (public - len(bare)) / max(public, 1)
print(f"{module}: {public} public symbols, {share:.1f} % documented")
sys.exit(bool(bare))
