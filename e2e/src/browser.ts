// The browser of the journeys: the Chromium that npm brings along, unpacked once for each user of a machine.
import { access, lstat, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packedChromium, { inflate } from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

const packedFolder = fileURLToPath(new URL("../bin/", import.meta.resolve("@sparticuz/chromium")));

/**
 * Not the package's own arguments: those are for a place where a browser can barely run. They put everything into one process, which falls
 * over when windows come and go, and they switch off the very rules (same origin) that a shop relies on.
 */
const launchArguments = [
  "--no-sandbox",
  "--disable-setuid-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--font-render-hinting=none",
];

export async function openBrowser(): Promise<Browser> {
  const folder = await findUnpacked();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: launchArguments,
    headless: true,
    // A bare machine lacks the libraries, a user of daemons lacks a home: the browser brings the former and gets the latter.
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib"), HOME: folder },
  });
}

/** A folder for each user: an executable that another user unpacked may not be run, and should not be trusted. */
async function findUnpacked(): Promise<string> {
  const { size } = await stat(join(packedFolder, "chromium.br"));
  const userId = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `souk-browser-${userId}-${size}`);
  if (!(await exists(join(folder, "chromium")))) await unpackInto(folder);
  const { uid } = await lstat(folder);
  if (uid !== userId) throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR.`);
  return folder;
}

/** Unpacked beside its place and moved there whole: two runs that start at once must not meet half a browser. */
async function unpackInto(folder: string): Promise<void> {
  const fresh = await mkdtemp(`${folder}-`);
  await withTemporaryFolder(fresh, async () => {
    await packedChromium.executablePath();
    await inflate(join(packedFolder, "al2023.tar.br"));
  });
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true });
    if (!(await exists(join(folder, "chromium")))) throw error;
  }
}

/** The package unpacks into the temporary folder of the process and takes no other word for it. */
async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
