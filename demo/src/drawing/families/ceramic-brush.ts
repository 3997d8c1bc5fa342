// How a potter's mark goes around a body: repeated, in bands, in lines, in specks.
import { ellipseRatio, onBody, radiusAt, ringBand, ringLine, type Profile, rimAt } from "../lathe.ts";
import { times } from "../shapes.ts";
import { px } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";

export type Canvas = {
  readonly subject: Subject;
  readonly profile: Profile;
  readonly field: readonly [from: number, to: number];
};

export const topOf = (profile: Profile) => rimAt(profile)[1];

export const half = Math.PI / 2;

/** Places a small drawing many times around the body, narrowing towards the sides. */
export function around(
  canvas: Canvas,
  ring: { height: number; count: number; shift?: number },
  mark: (index: number) => string,
): string {
  return times(ring.count, (index) => {
    const turn = -half + ((index + 0.5 + (ring.shift ?? 0)) / ring.count) * Math.PI;
    if (Math.abs(turn) > half * 0.99) return "";
    const { x, y, squeeze } = onBody(canvas.profile, turn, ring.height);
    return `<g transform="translate(${px(x)} ${px(y)}) scale(${Math.round(squeeze * 100) / 100} 1)">${mark(index)}</g>`;
  }).join("");
}

export function band(canvas: Canvas, upper: number, lower: number, paint: string): string {
  return `<path d="${ringBand(canvas.profile, upper, lower)}" fill="${paint}"/>`;
}

export function line(canvas: Canvas, height: number, look: { colour: string; width: number }): string {
  return `<path d="${ringLine(radiusAt(canvas.profile, height) + 2, height)}" fill="none" stroke="${look.colour}" stroke-width="${look.width}"/>`;
}

/** Iron specks in the clay, denser when seen close. */
export function speckle(canvas: Canvas, colour: string, amount = 1): string {
  const random = randomFor(canvas.subject, "speckle");
  const [widest, top] = [Math.max(...canvas.profile.map(([radius]) => radius)), topOf(canvas.profile)];
  const specks = times(Math.round((canvas.subject.close ? 520 : 240) * amount), () => {
    const [x, y] = [random.between(-widest, widest), -random.between(-widest * ellipseRatio, top)];
    const size = random.next() ** 4 * 5 + 1;
    return `M${px(x)} ${px(y)}h${px(size)}v${px(size)}h${px(-size)}Z`;
  });
  return `<path d="${specks.join("")}" fill="${colour}" opacity=".5"/>`;
}
