// Looks at a page in both sizes and both colours for what a machine can see, and keeps what is wrong with it for the end of a tour.
import { findViolations, measureOverflow } from "./accessibility.ts";
import { allDevices, type Look } from "./tour.ts";
import { devices, type Visitor } from "./visitor.ts";

/** The mailbox is a tool of developers; its list reloads itself, because it runs no scripts. */
const isAccepted = (fault: string): boolean =>
  fault.startsWith("mailbox, ") && fault.includes(": meta-refresh: ");

export function inspect({ page }: Visitor) {
  const faults: string[] = [];
  const look: Look = async (name, at = allDevices) => {
    for (const device of at) {
      await page.setViewportSize(devices[device].viewport);
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await findViolations(page, "colours");
      await page.emulateMedia({ colorScheme: "light" });
      const light = await findViolations(page, "all");
      const overflow = await measureOverflow(page);
      faults.push(
        ...dark.map((text) => `${name}, ${device}, dark: ${text}`),
        ...light.map((text) => `${name}, ${device}: ${text}`),
      );
      if (overflow > 0) faults.push(`${name}, ${device}: ${overflow} px too wide`);
    }
  };
  return { look, faults: () => faults.filter((fault) => !isAccepted(fault)) };
}
