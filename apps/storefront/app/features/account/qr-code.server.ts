// A QR code as the path of an SVG: drawn on the server, so that no secret goes to anybody who draws pictures.
import { encode } from "uqr";

export type QrCode = { readonly sizeModules: number; readonly path: string };

/** One run of dark modules a line: short, and the same in every browser. */
export function drawQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? "#" : "."))
        .join("")
        .matchAll(/#+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  return { sizeModules: size, path: runs.join("") };
}
