import { lstat, mkdir, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ReportError } from "../errors.ts";
import { sha256, textIfThere, writeWhole } from "../files.ts";

const require = createRequire(import.meta.url);

/** The two cuts that charts are set in, from the npm package: no chart depends on which Inter a machine has. */
const INTER_FILES = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

/** Where systems keep their fonts; what is not there is passed over. The Windows name is fontconfig's own. */
const SYSTEM_FOLDERS =
  process.platform === "win32"
    ? ["WINDOWSFONTDIR"]
    : ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"];

let prepared: Promise<void> | undefined;

/**
 * Makes this process draw with our fonts. Must have ended before sharp draws its first text: fontconfig reads its
 * settings once. A FONTCONFIG_FILE that is set already is replaced, for this process only.
 */
export function useOurFonts(): Promise<void> {
  prepared ??= prepare();
  return prepared;
}

async function prepare(): Promise<void> {
  const folder = join(tmpdir(), `salary-trends-fonts-${process.getuid?.() ?? 0}`);
  try {
    process.env["FONTCONFIG_FILE"] = await writeFontsConf(folder);
  } catch (cause) {
    throw new ReportError(
      "font-unfit",
      `The font settings for charts could not be written to ${folder}-….`,
      'Set TMPDIR to a folder that this user may write to, and run "npm ci" so that @expo-google-fonts/inter is there.',
      { cause },
    );
  }
}

/**
 * Writes `<folder>-<hash of the content>/fonts.conf` and returns its path. Several processes may do so at once: each
 * finds the whole file or puts it there in one step. A folder that belongs to somebody else is left alone, for a fresh one.
 */
export async function writeFontsConf(folder: string): Promise<string> {
  const files = INTER_FILES.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`));
  const home = await ownFolder(`${folder}-${sha256(fontsConf(files, "")).slice(0, 16)}`);
  const path = join(home, "fonts.conf");
  const content = fontsConf(files, join(home, "cache"));
  if ((await textIfThere(path)) !== content) await writeWhole(path, content);
  return path;
}

async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(path);
  const own = process.getuid === undefined || process.getuid() === uid;
  return own ? path : mkdtemp(`${path}-`);
}

/**
 * Inter is ours and no other. The system's fonts come after it, for scripts that Inter lacks, so they never touch a
 * letter that it has.
 */
function fontsConf(files: readonly string[], cache: string): string {
  const folders = [...files.map((file) => dirname(file)), ...SYSTEM_FOLDERS].map(
    (folder) => `  <dir>${escaped(folder)}</dir>`,
  );
  const ours = files.map(
    (file) => `    <pattern><patelt name="file"><string>${escaped(file)}</string></patelt></pattern>`,
  );
  return [
    `<?xml version="1.0"?>`,
    `<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">`,
    "<fontconfig>",
    ...folders,
    "  <selectfont>",
    `    <acceptfont>\n${ours.join("\n")}\n    </acceptfont>`,
    `    <rejectfont><pattern><patelt name="family"><string>Inter</string></patelt></pattern></rejectfont>`,
    "  </selectfont>",
    `  <cachedir>${escaped(cache)}</cachedir>`,
    "  <cachedir>/var/cache/fontconfig</cachedir>",
    "</fontconfig>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
