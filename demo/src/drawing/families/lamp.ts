// What every lamp has: its size, where its light sits, and a few parts that several share.
import { shade } from "../colour.ts";

export type Lamp = {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
  readonly light: number;
  readonly hangs: boolean;
  readonly outline: string;
};

export const lamp = (
  markup: string,
  size: { width: number; height: number; light: number; hangs?: boolean; outline?: string },
): Lamp => ({
  markup,
  width: size.width,
  height: size.height,
  light: size.light,
  hangs: size.hangs ?? false,
  outline: size.outline ?? `M${-size.width / 2} 0V${-size.height}H${size.width / 2}V0Z`,
});

export function circleRing(x: number, y: number, metal: string): string {
  return `<circle cx="${x}" cy="${y}" r="34" fill="none" stroke="${shade(metal, -0.12)}" stroke-width="11"/><circle cx="${x}" cy="${y}" r="34" fill="none" stroke="${shade(metal, 0.18)}" stroke-width="4"/>`;
}

export function candle(x: number, height: number): string {
  return `<path d="M${x - 34} -60V${-height}Q${x} ${-height - 16} ${x + 34} ${-height}V-60Z" fill="#f3dfb4"/><path d="M${x} ${-height - 10}v-14" stroke="#3a2818" stroke-width="5"/><path d="M${x} ${-height - 92}C${x + 26} ${-height - 50} ${x + 22} ${-height - 20} ${x} ${-height - 18}C${x - 22} ${-height - 20} ${x - 24} ${-height - 52} ${x} ${-height - 92}Z" fill="#ffe7a0"/><ellipse cx="${x}" cy="${-height - 38}" rx="10" ry="18" fill="#fffaf0"/>`;
}
