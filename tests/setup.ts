import fc from "fast-check";

// The same cases on every machine; a failure prints the seed and path to repeat it with.
fc.configureGlobal({ seed: 20261121, numRuns: 100 });
