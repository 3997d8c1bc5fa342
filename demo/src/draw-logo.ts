// The mark: an arch with a star of eight in it. Drawn without gradients or ids, so that it may stand in any page and at any size.
import { polygon, starPoints } from "./drawing/shapes.ts";

export type LogoLook = {
  readonly arch?: string;
  readonly star?: string;
};

const gate = "M12 60V30C12 18 22 15 32 4C42 15 52 18 52 30V60Z";

/** The mark alone on a 64 × 64 square; also the favicon. The colours default to ink and saffron. */
export function drawLogo({ arch = "#2a2320", star = "#d9962a" }: LogoLook = {}): string {
  const outer = polygon(starPoints({ centre: [32, 36], outer: 13.5, inner: 10.2, points: 8 }));
  const inner = polygon(starPoints({ centre: [32, 36], outer: 5.4, inner: 4.1, points: 8 }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><path d="${gate}" fill="${arch}"/><path d="${outer}${inner}" fill="${star}" fill-rule="evenodd"/></svg>`;
}
