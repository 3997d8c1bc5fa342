// Somebody who has only a keyboard: reaches things with Tab, sees where they are, types and presses keys.
import type { Locator, Page } from "playwright-core";

/** More stops than any page has before what is wanted; whoever needs more is caught in a trap. */
const STOPS_MAX = 120;

/** Presses Tab until the thing has the focus. Every stop on the way must be visible as one. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press("Tab");
    const unseen = await page.evaluate(describeUnseenFocus);
    if (unseen !== undefined) throw new Error(`The focus cannot be seen on ${unseen}.`);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target.toString()}.`);
}

export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole("textbox", { name: label }));
  await page.keyboard.type(text);
}

export async function pressOn(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Runs in the page. A ring may be drawn on the thing itself or on the card or field around it; none at all is a fault. */
function describeUnseenFocus(): string | undefined {
  const RINGS_UP_MAX = 3;
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  let around: Element | null = focused;
  for (let up = 0; up <= RINGS_UP_MAX && around !== null; up += 1) {
    const { outlineStyle, outlineWidth } = getComputedStyle(around);
    if (outlineStyle !== "none" && outlineWidth !== "0px") return undefined;
    around = around.parentElement;
  }
  return focused.outerHTML.slice(0, 200);
}
