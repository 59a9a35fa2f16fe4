"""Every kind of page in a real browser, from files: nothing wider than a phone, no complaint, nothing fetched
from elsewhere, links that open, tables that sort, pages that are whole without scripts."""
import pathlib
import subprocess
import sys
import tempfile

import chromium

WIDER = """[...document.querySelectorAll('main *, header *, footer *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && !e.closest('.scroll') && !e.closest('svg') && (box.right > innerWidth + 1 || box.left < -1);
}).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
SCROLLS = "document.documentElement.scrollWidth - innerWidth"
FIRST_FIGURE = "document.querySelector('table a[data-attest=figure]').click()"
SORTED = """(() => { const table = document.querySelector('table[data-sortable]'); if (!table) return null;
  table.tHead.querySelectorAll('button')[0].click();
  return table.tHead.rows[0].cells[0].getAttribute('aria-sort'); })()"""


def one_of_each_kind(site):
    pages = sorted(site.glob("*.html"))
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages += sorted(folder.glob("*.html"))[:4]
    return pages


def check_page(browser, page, faults):
    def fault(what):
        faults.append(f"{page.relative_to(page.parent.parent.parent)}: {what}")

    for width, dark, scripts in ((360, False, True), (360, True, False), (1280, False, True)):
        complaints, requests = browser.open(str(page), width, dark, scripts)
        if complaints:
            fault(f"the browser complains: {str(complaints)[:300]}")
        for request in requests:
            if not request.startswith("file://"):
                fault(f"asks for {request}")
    browser.open(str(page), 360)
    if (over := browser.evaluate(SCROLLS)) > 0:
        fault(f"is {over} pixels wider than 360: {browser.evaluate(WIDER)}")
    elif wider := browser.evaluate(WIDER):
        fault(f"has something wider than 360: {wider}")


def check_links(browser, site, faults):
    browser.open(str(site / "index.html"))
    browser.events.clear()
    browser.evaluate(FIRST_FIGURE)
    browser.wait_for_page()
    kind = browser.evaluate("document.querySelector('main').dataset.attest")
    if kind not in ("statement", "figure-list"):
        faults.append(f"{site.name}: the first figure leads to a page of kind {kind}")


def check_sorting(browser, site, faults):
    browser.open(str(site / "incidents" / "varn.html"), 1280)
    if (sort := browser.evaluate(SORTED)) != "ascending":
        faults.append(f"{site.name}: a click on a heading sorts: {sort}")


def main():
    if chromium.program() is None:
        print("skipped: no chromium is installed")
        return 77
    with tempfile.TemporaryDirectory(prefix="attest-site-") as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        browser = chromium.Browser()
        faults = []
        pages = 0
        try:
            for site in (pathlib.Path(folder, "left"), pathlib.Path(folder, "right")):
                for page in one_of_each_kind(site):
                    check_page(browser, page, faults)
                    pages += 1
                check_links(browser, site, faults)
                check_sorting(browser, site, faults)
        finally:
            browser.close()
    for fault in faults:
        print(fault)
    print(f"{pages} pages, {len(faults)} faults")
    return 1 if faults or pages < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
