// What a machine can see of a page's accessibility: the rules of axe-core, and that nothing lies outside of the window sideways.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Only an interface can be added to.
  interface Window {
    axe?: typeof axe;
  }
}

const allRules: axe.RunOptions = {
  rules: { "target-size": { enabled: true } },
  iframes: false,
  resultTypes: ["violations"],
};
/** What a change of colours can break; the rest of a page is the same in the dark. */
const colourRules: axe.RunOptions = { ...allRules, runOnly: ["color-contrast"], rules: {} };

/** The violations on the page as it is, one line for each element. */
export async function findViolations(page: Page, rules: "all" | "colours"): Promise<readonly string[]> {
  await page.evaluate(endMotion);
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    async (options) => {
      if (window.axe === undefined) throw new Error("axe is not here.");
      return window.axe.run(document, options);
    },
    rules === "all" ? allRules : colourRules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) =>
        `${id}: ${html.slice(0, 200)} (${failureSummary.replaceAll(/\s+/g, " ")})`,
    ),
  );
}

/** How much wider than the window the page is. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Runs in the page: what fades or slides is judged where it comes to rest. What inherits a fading colour begins to fade when that has ended. */
export async function endMotion(): Promise<void> {
  const FRAMES_MAX = 60;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let frame = 0; frame < FRAMES_MAX; frame += 1) {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    for (const animation of moving) animation.finish();
    await nextFrame();
    if (moving.length === 0) return;
  }
}
