// Somebody in front of a browser, and everything that goes wrong there without a person noticing: console errors, failed requests, broken rules.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** Nothing in the shop takes that long; where it does, the journey fails and says at which step. */
const STEP_TIMEOUT_MS = 15_000;
const CLIENT_ERROR_MIN = 400;
const TITLE_LENGTH_MAX = 60;

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

export type Device = keyof typeof devices;
export type VisitorOptions = {
  readonly device: Device;
  readonly javaScript?: boolean;
  readonly colorScheme?: "light" | "dark";
};
export type Visitor = {
  readonly page: Page;
  readonly javaScript: boolean;
  /** Opens a page, which is awake afterwards where it has scripts that run; gives the status of the answer. */
  readonly open: (path: string) => Promise<number>;
  /** An answer of this status to a page that is opened is meant to be; everything else from 400 up is a fault. */
  readonly expectStatus: (status: number) => void;
  /** What went wrong so far, each with the address it happened at. */
  readonly faults: () => readonly string[];
  /** A picture of what is seen, for whoever reads the failure; says where it is. */
  readonly takePicture: (title: string) => Promise<string>;
  readonly leave: () => Promise<void>;
};

export async function openVisitor(
  browser: Browser,
  baseURL: string,
  { device, javaScript = true, colorScheme = "light" }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    ...devices[device],
    baseURL,
    colorScheme,
    javaScriptEnabled: javaScript,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const watch = watchFaults(context, { javaScript });
  const page = await context.newPage();
  return {
    page,
    javaScript,
    open: async (path) => {
      const response = await page.goto(path, { waitUntil: "domcontentloaded" }); // Nobody waits for all pictures.
      if (javaScript) await becomesAwake(page);
      return response?.status() ?? 0;
    },
    expectStatus: watch.expectStatus,
    faults: watch.faults,
    takePicture: (title) => takePicture(page, title),
    leave: () => context.close(),
  };
}

/** A page that is not awake yet answers clicks as it would without JavaScript, which is right but another journey. React marks what it took over. */
async function becomesAwake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const frame = document.querySelector("main");
    const hasNoScripts = document.scripts.length === 0;
    return hasNoScripts || frame === null || Object.keys(frame).some((key) => key.startsWith("__reactProps"));
  });
}

const loudKinds: ReadonlySet<string> = new Set(["error", "warning"]);
const knownAnyway = [
  "Failed to load resource", // The answer itself is looked at, with its status.
  "was preloaded using link preload but not used", // The picture for another window: a tour resized it.
];

function watchFaults(context: BrowserContext, { javaScript }: { readonly javaScript: boolean }) {
  const faults: string[] = [];
  const expected = new Set<number>();
  context.on("console", (message) => {
    if (loudKinds.has(message.type()) && !knownAnyway.some((text) => message.text().includes(text))) {
      faults.push(`${message.page()?.url()}: console: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => {
    const { message } = error.error();
    // A tour that makes the window narrower ends a view transition, which is all that happens.
    if (!message.endsWith("Viewport size changed")) faults.push(`${error.page()?.url()}: error: ${message}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "unknown";
    const isLeftBehind = reason === "net::ERR_ABORTED"; // The page was left before it had everything.
    const isSwitchedOff = request.resourceType() === "script" && !javaScript;
    if (!isLeftBehind && !isSwitchedOff) faults.push(`${request.url()}: ${reason}`);
  });
  context.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    const isExpected = isPage && expected.has(response.status());
    if (response.status() >= CLIENT_ERROR_MIN && !isExpected)
      faults.push(`${response.url()}: ${response.status()}`);
  });
  return { faults: () => faults, expectStatus: (status: number) => void expected.add(status) };
}

async function takePicture(page: Page, title: string): Promise<string> {
  const name = title.replaceAll(/\W+/g, "-").slice(0, TITLE_LENGTH_MAX);
  const path = join(await mkdtemp(join(tmpdir(), `souk-journey-${name}-`)), "page.png");
  await page.screenshot({ path, fullPage: true });
  return path;
}
