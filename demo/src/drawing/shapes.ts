// Small geometry that every drawing needs: smooth curves, stars, arcs.
import { coordinates, px } from "./sheet.ts";

export type Point = readonly [x: number, y: number];

/** Points or a profile written as text, "120,0 96,40": one line instead of one for each pair. */
export function pairs(text: string): Point[] {
  return text.split(" ").map((pair): Point => {
    const [first = 0, second = 0] = pair.split(",").map(Number);
    return [first, second];
  });
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Each point as a step from the one before: shorter to write than places on the sheet. */
function stepsBetween(points: readonly Point[]): number[] {
  return points.slice(1).flatMap(([x, y], index) => {
    const [fromX, fromY] = points[index] ?? [0, 0];
    return [tenth(x) - tenth(fromX), tenth(y) - tenth(fromY)];
  });
}

export function polygon(points: readonly Point[]): string {
  return `M${coordinates(points[0] ?? [])}l${coordinates(stepsBetween(points))}Z`;
}

/** A curve through all points (Catmull–Rom); a point given twice makes a corner. */
export function smooth(points: readonly Point[]): string {
  const at = (index: number): Point => {
    const [x, y] = points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
    return [tenth(x), tenth(y)];
  };
  const curve: number[] = [];
  for (let index = 0; index < points.length - 1; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if (dx === 0 && dy === 0) continue;
    curve.push(
      (to[0] - before[0]) / 6,
      (to[1] - before[1]) / 6,
      dx - (after[0] - from[0]) / 6,
      dy - (after[1] - from[1]) / 6,
      dx,
      dy,
    );
  }
  return `M${coordinates(at(0))}c${coordinates(curve)}`;
}

export function onCircle(centre: Point, radius: number, turn: number): Point {
  return [centre[0] + radius * Math.cos(turn), centre[1] + radius * Math.sin(turn)];
}

export type Star = {
  readonly centre: Point;
  readonly outer: number;
  readonly inner: number;
  readonly points: number;
  readonly turn?: number;
};

export function starPoints({ centre, outer, inner, points, turn = -Math.PI / 2 }: Star): Point[] {
  return Array.from({ length: points * 2 }, (_, index) =>
    onCircle(centre, index % 2 === 0 ? outer : inner, turn + (index * Math.PI) / points),
  );
}

export function regular(centre: Point, radius: number, sides: { count: number; turn?: number }): Point[] {
  const turn = sides.turn ?? -Math.PI / 2;
  return Array.from({ length: sides.count }, (_, index) =>
    onCircle(centre, radius, turn + (index * 2 * Math.PI) / sides.count),
  );
}

/** A circle as a path, so that it can be joined with others. */
export function circlePath([x, y]: Point, radius: number, ratio = 1): string {
  const [rx, ry] = [px(radius), px(radius * ratio)];
  return `M${coordinates([x - radius, y])}a${rx} ${ry} 0 1 0 ${px(radius * 2)} 0a${rx} ${ry} 0 1 0 ${px(-radius * 2)} 0Z`;
}

/** A leaf from its stalk along a direction. */
export function leafPath([x, y]: Point, length: number, shape: { turn: number; width: number }): string {
  const { turn, width } = shape;
  const [tipX, tipY] = onCircle([x, y], length, turn);
  const [leftX, leftY] = onCircle(onCircle([x, y], length * 0.45, turn), width, turn - Math.PI / 2);
  const [rightX, rightY] = onCircle(onCircle([x, y], length * 0.45, turn), width, turn + Math.PI / 2);
  return `M${coordinates([x, y])}q${coordinates([leftX - x, leftY - y, tipX - x, tipY - y])}q${coordinates([rightX - tipX, rightY - tipY, x - tipX, y - tipY])}Z`;
}

export function roundedBox(
  box: { x: number; y: number; width: number; height: number },
  radius: number,
  paint: string,
): string {
  return `<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" rx="${px(radius)}" ${paint}/>`;
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export function placed(
  markup: string,
  x: number,
  place: { y: number; scale?: number; turn?: number },
): string {
  const scale = place.scale && place.scale !== 1 ? ` scale(${Math.round(place.scale * 1000) / 1000})` : "";
  const turn = place.turn ? ` rotate(${px(place.turn)})` : "";
  return `<g transform="translate(${px(x)} ${px(place.y)})${turn}${scale}">${markup}</g>`;
}
