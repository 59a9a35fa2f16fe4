#!/usr/bin/env python3
"""A stranger's walk through a published site: every figure opens down to the bytes it came from.   walk.py SITE

Follows data-attest attributes as docs/formats/site.md describes them; hashes what is offered; checks SHA256SUMS, that
nothing outside the folder is asked for, and that no page was left out. Prints counts; exits 1 where the way breaks.
Where attest-verify is on the PATH, the proof on each statement page is given to it."""
import hashlib
import html.parser
import pathlib
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import unquote, urldefrag, urljoin, urlsplit


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.marks, self.outside = [], {}, []
        self.proof, self.in_proof = "", False
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        kind = has.get("data-attest")
        if tag == "a" and kind:
            self.links.append((kind, has.get("href", "")))
        elif tag == "a" and has.get("href") and not urlsplit(has["href"]).scheme:
            self.links.append(("", has["href"]))
        elif kind:
            self.marks[kind] = has
        self.in_proof = kind == "proof"
        for name in ("src", "href"):
            if tag in ("script", "link", "img", "iframe", "object") and urlsplit(has.get(name) or "").scheme not in ("", "data"):
                self.outside.append(has[name])


    def handle_data(self, text):
        if self.in_proof:
            self.proof += text

    def handle_endtag(self, _):
        self.in_proof = False


def check_proof(verifier, page):
    """What is wrong with the proof a statement page prints; nothing if attest-verify finds the statement in it."""
    with tempfile.NamedTemporaryFile("w", suffix=".tlog-proof") as file:
        file.write(page.proof)
        file.flush()
        done = subprocess.run([verifier, file.name], capture_output=True, text=True)
    record = page.marks["statement"].get("data-address", "")
    shown = done.stdout.splitlines()
    if done.returncode == 0 and any(line.startswith(record + ".") or line.startswith(record + ":") for line in shown):
        return None
    return f"its proof does not hold {record}: {done.stdout}{done.stderr}"


def main(site):
    site = pathlib.Path(site).resolve()
    pages = {path: Page(path) for path in site.rglob("*.html")}
    faults, figures, opened, verifier = [], 0, set(), shutil.which("attest-verify")

    def target(page, href):
        return (page.parent / unquote(urldefrag(href)[0])).resolve() if urldefrag(href)[0] else page

    def follow(page, href, why):
        path = target(page, href)
        if not path.is_file() or site not in path.parents:
            faults.append(f"{page.relative_to(site)}: {why} leads nowhere: {href}")
            return None
        return path

    def open_statement(path):
        if path in opened:
            return
        opened.add(path)
        wrong = check_proof(verifier, pages[path]) if verifier else None
        if wrong:
            faults.append(f"{path.relative_to(site)}: {wrong}")
        refs = [href for kind, href in pages[path].links if kind == "exhibit-ref"]
        if not refs:
            faults.append(f"{path.relative_to(site)}: names no exhibit")
        for href in refs:
            exhibit = follow(path, href, "exhibit-ref")
            if exhibit:
                open_exhibit(exhibit)

    def open_exhibit(path):
        if path in opened:
            return
        opened.add(path)
        mark = next((m for m in pages[path].marks.values() if "data-sha256" in m), None)
        if not mark:
            faults.append(f"{path.relative_to(site)}: no data-sha256")
            return
        for kind, href in pages[path].links:
            if kind == "bytes":
                file = follow(path, href, "bytes")
                if file and hashlib.sha256(file.read_bytes()).hexdigest() != mark["data-sha256"]:
                    faults.append(f"{path.relative_to(site)}: other bytes than promised")

    for path, page in pages.items():
        faults += [f"{path.relative_to(site)}: asks the network for {href}" for href in page.outside]
        for kind, href in page.links:
            where = follow(path, href, kind or "a link")
            if kind != "figure" or not where:
                continue
            figures += 1
            if "statement" in pages[where].marks:
                open_statement(where)
                continue
            refs = [ref for ref_kind, ref in pages[where].links if ref_kind == "statement-ref"]
            if not refs:
                faults.append(f"{where.relative_to(site)}: a figure leads here, but no statement stands here")
            for ref in refs:
                statement = follow(where, ref, "statement-ref")
                if statement:
                    open_statement(statement)
    for line in (site / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((site / name).read_bytes()).hexdigest() != digest:
            faults.append(f"{name}: not as in SHA256SUMS")
    print("\n".join(faults[:40]))
    print(f"{len(pages)} pages, {figures} figures, {len(opened)} statements and exhibits opened, {len(faults)} faults")
    return 1 if faults or not figures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
