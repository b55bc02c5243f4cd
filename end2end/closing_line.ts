// Closes the output of a test run with `N passed, N failed`, which `make test` adds up.
import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

export default class ClosingLine implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onEnd(result: FullResult) {
    const outcomes = (this.suite?.allTests() ?? []).map((test) => test.outcome());
    const passed = outcomes.filter((outcome) => outcome === "expected").length;
    // A test that passed only at the second try counts as failed. A run that timed out proves nothing about the
    // remaining tests.
    const failed = outcomes.filter((outcome) => outcome === "unexpected" || outcome === "flaky").length;
    const broken = result.status !== "passed" && failed === 0 ? 1 : 0;
    console.log(`\n${passed} passed, ${failed + broken} failed`);
  }

  printsToStdio() {
    return true;
  }
}
