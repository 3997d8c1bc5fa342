// The rules themselves, as a function of a path and its text.

const FORBIDDEN_FOLDERS = ["utils", "util", "helpers", "common", "misc", "manager", "managers"];
const TODO_WITHOUT_ISSUE = /\bTODO\b(?!\(#\d+\):)/;
const GENERATED = /\.gen\.ts$|\/gen\/|\.d\.ts$/;

export function faultsOf(path: string, text: string): readonly string[] {
  if (GENERATED.test(path)) return [];
  return [...folderFaults(path), ...commandFaults(path, text), ...textFaults(path, text)];
}

function folderFaults(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const isAppLib = /^apps\/[^/]+\/app\/lib\//.test(path);
  const named = folders.filter(
    (folder) => FORBIDDEN_FOLDERS.includes(folder) || (folder === "lib" && !isAppLib),
  );
  return named.map((folder) => `"${folder}" promises nothing; name what is in it`);
}

/** One command, one file, named alike. */
function commandFaults(path: string, text: string): readonly string[] {
  const name = /services\/.*\/commands\/([\w-]+)\.ts$/.exec(path)?.[1];
  if (name === undefined) return [];
  const wanted = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`export (?:async )?function ${wanted}\\b`).test(text)
    ? []
    : [`a command file exports ${wanted}()`];
}

function textFaults(path: string, text: string): readonly string[] {
  const faults: string[] = [];
  const firstLine = text.split("\n", 1)[0] ?? "";
  if (!/^(?:\/\/|\/\*|#!)/.test(firstLine)) faults.push("the first line says what the file is for");
  if (path !== "tools/src/tidy-rules.ts" && TODO_WITHOUT_ISSUE.test(text))
    faults.push("a TODO names its issue: TODO(#12): …");
  return faults;
}
