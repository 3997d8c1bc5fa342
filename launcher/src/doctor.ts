// `npm run doctor`: looks for what keeps a shop from opening and says how to mend it. Changes nothing.
import { checkUp } from "./check-up.ts";
import { explain } from "./explain.ts";

const marks = { good: "ok   ", warning: "note ", bad: "WRONG" } as const;

try {
  const findings = await checkUp(process.env);
  for (const { level, subject, finding, remedy } of findings) {
    console.log(`${marks[level]}  ${subject}: ${finding}`);
    if (remedy !== undefined) console.log(`         → ${remedy}`);
  }
  const isWell = findings.every(({ level }) => level !== "bad");
  console.log(
    isWell
      ? "\nNothing keeps the shop from opening: npm start"
      : "\nThe shop cannot open before this is mended.",
  );
  if (!isWell) process.exitCode = 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
