// The machine and the commit that a proof ran on: without them its figures mean nothing.
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";

const GIB = 1024 ** 3;

export function describeMachine(): string {
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, { encoding: "utf8" }).trim();
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / GIB)} GiB`;
  const changes = git("status", "--porcelain") === "" ? "" : " with changes";
  return `${cpus().length} × ${cpu?.model.trim() ?? "unknown"} · ${memory} · Linux ${release()} · Node ${process.version} · commit ${git("rev-parse", "--short", "HEAD")}${changes}`;
}
