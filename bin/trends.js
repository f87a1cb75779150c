#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to strip types can still read it and say what to do.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const emitted = join(root, "dist", "cli.js");
  const source = join(root, "src", "cli.ts");
  // What was stripped and compiled once is kept: half of a short command was that. Where it cannot be kept, nothing else changes.
  nodeModule.enableCompileCache?.(join(root, "node_modules", ".cache", "trends"));
  // Node does not strip types under node_modules, so the npm package carries emitted JavaScript; a clone has none.
  const { main } = await import(existsSync(emitted) ? emitted : source);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const pinned = pinnedNode();
  if (pinned === undefined) {
    process.stderr.write(
      `Node ${process.versions.node} is too old: install Node 22.18 or newer, or run "npm ci" here.\n`,
    );
    process.exitCode = 2;
  } else {
    runWith(pinned);
  }
}

/** Runs this command line with another Node, and ends as that one ends; a wish to end is handed on, and it ends in its own time. */
function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // Ctrl-C in a terminal reaches both by itself, and a second one would be an order to end at once.
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on("error", (error) => {
    process.stderr.write(`${node} cannot be run: ${error.message}. Run "npm ci" here.\n`);
    process.exitCode = 2;
  });
  child.on("close", (code, signal) => {
    if (signal === null) process.exitCode = code;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

/** The Node that npm installed as a dependency of this project, or undefined. */
function pinnedNode() {
  try {
    const folder = dirname(nodeModule.createRequire(import.meta.url).resolve("node/package.json"));
    const path = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
