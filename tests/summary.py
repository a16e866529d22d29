#!/usr/bin/python3
"""Prints the closing line of a test run, from the JUnit file that ctest wrote: summary.py JUNIT

A Qt Test program counts with every test function and row that it reports, any other test as one. A program that fails without
saying which of its functions failed (a crash, a time limit) counts as one failure.
"""
import re
import sys
import xml.etree.ElementTree

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
# Qt Test reports these two beside the test functions; they are no tests.
OWN = re.compile(r"^PASS +: \w+::(?:initTestCase|cleanupTestCase)\(\)$", re.MULTILINE)

passed = failed = skipped = 0
for case in xml.etree.ElementTree.parse(sys.argv[1]).iter("testcase"):
    output = case.findtext("system-out") or ""
    totals = TOTALS.findall(output)
    failures = sum(int(row[1]) for row in totals)
    if totals:
        passed += sum(int(row[0]) for row in totals) - len(OWN.findall(output))
        failed += failures
        skipped += sum(int(row[2]) for row in totals)
    if case.get("status") == "fail":
        failed += 0 if failures else 1
    elif case.find("skipped") is not None:
        # What could not be started did not pass; only a test that said so itself was skipped.
        if case.find("skipped").get("message", "").startswith("SKIP_"):
            skipped += 1
        else:
            failed += 1
    elif not totals:
        passed += 1
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
