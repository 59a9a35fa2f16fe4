#!/usr/bin/env python3
"""The arrow check itself: each kind of break is found, and clean code passes."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import architecture  # noqa: E402

PAGE = """
| module | may include |
|---|---|
| base | |
| model | base |
| vault | base model |

| header | home |
|---|---|
| sqlite3.h | src/vault/impl/ |
"""


def found(path, source):
    arrows, homes = architecture.tables(PAGE)
    return list(architecture.breaks(pathlib.PurePath(path), source, arrows, homes))


class Arrows(unittest.TestCase):
    def test_allowed(self):
        self.assertEqual(found("src/vault/a.cpp", '#include "model/date.hpp"\n#include <vector>\n'), [])

    def test_upwards(self):
        self.assertEqual(len(found("src/model/a.cpp", '#include "vault/vault.hpp"\n')), 1)

    def test_private(self):
        self.assertEqual(len(found("src/vault/a.cpp", '#include "model/impl/x.hpp"\n')), 1)

    def test_home(self):
        self.assertEqual(len(found("src/model/a.cpp", "#include <sqlite3.h>\n")), 1)
        self.assertEqual(found("src/vault/impl/a.cpp", "#include <sqlite3.h>\n"), [])

    def test_stranger(self):
        self.assertEqual(len(found("src/model/a.cpp", "#include <curl/curl.h>\n")), 1)

    def test_tests_only(self):
        self.assertEqual(len(found("src/model/a.cpp", "#include <doctest/doctest.h>\n")), 1)
        self.assertEqual(found("src/model/a_test.cpp", "#include <doctest/doctest.h>\n"), [])


if __name__ == "__main__":
    unittest.main()
