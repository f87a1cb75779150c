import { arithmeticFindings } from "./arithmetic.ts";
import { boundSpanFindings } from "./bound-spans.ts";
import { decisionFindings } from "./decisions.ts";
import { denialFindings } from "./denials.ts";
import { digitFindings } from "./digits.ts";
import { directionFindings } from "./directions.ts";
import { employerFindings } from "./employers.ts";
import type { Finding } from "./finding.ts";
import { lintFindings } from "./lint.ts";
import { listedFindings } from "./listed.ts";
import { numberWordFindings } from "./number-words.ts";
import { periodFindings } from "./periods.ts";
import { quantifierFindings } from "./quantifiers.ts";
import { type ReadingRequest, readingOf } from "./reading.ts";
import { sliceFindings } from "./slices.ts";
import { smallSampleFindings } from "./small-sample.ts";
import { staleFindings } from "./stale.ts";
import { subjectFindings } from "./subjects.ts";
import { superlativeFindings } from "./superlatives.ts";
import { suppressionFindings } from "./suppressed.ts";
import { toldTwiceFindings } from "./told-twice.ts";
import { unitFindings } from "./units.ts";
import { weekdayFindings } from "./weekdays.ts";

/** What the words around the numbers say, against facts, tests and the calendar: docs/fact-check.md lists the rules. */
export function wordFindings(request: ReadingRequest): Finding[] {
  const reading = readingOf(request);
  return [
    ...digitFindings(reading, request.literals),
    ...numberWordFindings(reading),
    ...directionFindings(reading),
    ...denialFindings(reading),
    ...quantifierFindings(reading),
    ...unitFindings(reading),
    ...subjectFindings(reading),
    ...superlativeFindings(reading),
    ...arithmeticFindings(reading),
    ...toldTwiceFindings(request.claims),
    ...periodFindings(reading),
    ...boundSpanFindings(reading),
    ...weekdayFindings(reading),
    ...smallSampleFindings(reading),
    ...lintFindings(reading),
    ...staleFindings(request.claims, request.facts, request.meaning),
    ...suppressionFindings(reading),
    ...employerFindings(reading),
    ...decisionFindings(reading),
    ...sliceFindings(reading),
    ...listedFindings(reading),
  ];
}

/**
 * The rules that read a page as they read an edition: one that tells many weeks, quotes what was printed once and lays roles
 * side by side gives no sense to those of spans, samples and the week's decisions.
 */
export function pageWordFindings(request: ReadingRequest): Finding[] {
  const reading = readingOf(request);
  return [...directionFindings(reading), ...unitFindings(reading), ...superlativeFindings(reading)];
}
