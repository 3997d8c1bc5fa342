// The machine that figures were measured on: without it they mean nothing.
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";

const GIB = 1024 ** 3;

export function describeMachine(): string {
  const [cpu] = cpus();
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const memory = `${Math.round(totalmem() / GIB)} GiB`;
  return `${cpus().length} × ${cpu?.model.trim() ?? "unknown"} · ${memory} · Linux ${release()} · Node ${process.version} · commit ${commit}`;
}
