// How a journey is written: a test that gets the shop, its staff, and visitors who are watched and leave a picture behind when something fails.
import { expect, inject, test as plainTest } from "vitest";
import { openBrowser } from "./browser.ts";
import { signInStaff } from "./staff.ts";
import { openVisitor, type Visitor, type VisitorOptions } from "./visitor.ts";

export type Walk = (visitor: Visitor) => Promise<void>;
/** Sends somebody through the shop. Whatever went wrong unseen fails the journey at its end. */
export type Visit = (options: VisitorOptions, walk: Walk) => Promise<void>;
export const journey = plainTest
  .extend("shop", { scope: "file" }, () => inject("shop"))
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs.
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await openBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("staff", { scope: "file" }, ({ shop }) => signInStaff(shop))
  .extend("visit", ({ browser, shop, task }): Visit => {
    return async (options, walk) => {
      const visitor = await openVisitor(browser, shop.url, options);
      try {
        await walk(visitor);
        expect(visitor.faults(), "what went wrong in the browser without a person seeing it").toEqual([]);
      } catch (error) {
        const path = await visitor.takePicture(task.name);
        console.error(`"${task.name}" failed at ${visitor.page.url()}; what was seen: ${path}`);
        throw error;
      } finally {
        await visitor.leave();
      }
    };
  });
