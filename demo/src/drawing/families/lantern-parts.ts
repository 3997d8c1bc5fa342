// Parts of lamps: pierced bodies, glass panes, chains, bulbs and the patterns they throw.
import { mix, shade } from "../colour.ts";
import { onBody, outlineOf, ringBand, turnedBody, type Profile } from "../lathe.ts";
import { onCircle, polygon, starPoints, times } from "../shapes.ts";
import { clipped, px, radial, sharedPath, type Sheet } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";

export const flame = "#ffd98c";
export const flameWhite = "#fff6dc";

export function metalOf({ palette }: Subject): string {
  const metals: Record<string, string> = {
    Brass: "#b98f42",
    Copper: "#b0673f",
    Silver: "#a9a9a6",
    Black: "#34302e",
    Charcoal: "#47413d",
    Gold: "#c9983f",
  };
  return metals[palette.name] ?? "#a67c3a";
}

export function chain(from: { x: number; y: number }, length: number): string {
  const links = times(
    Math.ceil(length / 26),
    (index) =>
      `<ellipse cx="${px(from.x)}" cy="${px(from.y - index * 26 - 13)}" rx="${index % 2 ? 3 : 7}" ry="15" fill="none" stroke="#8a6a35" stroke-width="4"/>`,
  );
  return links.join("");
}

/** A glow behind glass or skin: brightest where the bulb is. */
export function glowFill(
  sheet: Sheet,
  colour: string,
  centre: readonly [number, number] = [0.5, 0.6],
): string {
  return radial(
    sheet,
    [centre[0], centre[1], 0.62],
    [
      [0, flameWhite],
      [0.22, mix(flame, colour, 0.25)],
      [0.6, mix(flame, colour, 0.78)],
      [1, shade(colour, -0.14)],
    ],
  );
}

/** Rows of cut holes around a metal body, lit from inside. */
export function piercings(
  sheet: Sheet,
  profile: Profile,
  field: { from: number; to: number; rows: number; count: number; kind: string },
): string {
  const { from, to, rows, count, kind } = field;
  const size = ((from - to) / rows) * 0.4;
  const holes: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const height = from - ((row + 0.5) * (from - to)) / rows;
    for (let index = 0; index < count; index += 1) {
      const turn = -Math.PI / 2 + ((index + 0.5 + (row % 2) * 0.5) / count) * Math.PI;
      const { x, y, squeeze } = onBody(profile, turn, height);
      if (squeeze < 0.14) continue;
      const star =
        kind === "stars"
          ? starPoints({
              centre: [0, 0],
              outer: size * (row % 3 === 1 ? 1.05 : 0.78),
              inner: size * 0.38,
              points: row % 3 === 1 ? 8 : 4,
            })
          : row % 2
            ? starPoints({ centre: [0, 0], outer: size * 1.1, inner: size * 0.42, points: 6 })
            : starPoints({ centre: [0, 0], outer: size * 0.62, inner: size * 0.62, points: 4 });
      holes.push(polygon(star.map(([a, b]) => [x + a * squeeze, y + b])));
    }
  }
  const hole = sharedPath(sheet, holes.join(""));
  return (
    hole('fill="#3a2108" transform="translate(-1.5 -2)" opacity=".7"') +
    hole(`fill="${flame}"`) +
    hole(`fill="${flameWhite}" opacity=".5" transform="translate(1 1.5)"`)
  );
}

/** Points of light on the wall, thrown by a pierced lamp: larger and fainter farther out. */
export function thrownLight(subject: Subject, centre: { x: number; y: number }, reach: number): string {
  const random = randomFor(subject, "thrown");
  const spots = times(15, (ring) => {
    const distance = reach * (0.32 + ring * 0.052);
    const count = 15 + ring * 2;
    const paths = times(count, (index) => {
      const turn = ((index + (ring % 2) * 0.5) / count) * Math.PI * 2 + random.between(-0.02, 0.02);
      const [x, y] = onCircle([centre.x, centre.y], distance, turn);
      const size = 5 + ring * 1.5;
      return polygon(starPoints({ centre: [x, y], outer: size, inner: size * 0.5, points: 4, turn }));
    });
    return `<path d="${paths.join("")}" fill="#ffd38a" opacity="${Math.round(Math.max(0.05, 0.5 - ring * 0.032) * 100) / 100}"/>`;
  });
  return spots.join("");
}

/** A metal body of revolution with light showing through its cuts. */
export function piercedBody(
  subject: Subject,
  profile: Profile,
  field: { from: number; to: number; rows: number; count: number; kind?: string },
): string {
  const metal = metalOf(subject);
  const inner = `<path d="${ringBand(profile, field.from + 10, field.to - 10)}" fill="${flame}" opacity=".1"/>`;
  return (
    turnedBody(subject.sheet, { profile, colour: metal, finish: "metal" }) +
    clipped(
      subject.sheet,
      `<path d="${outlineOf(profile)}"/>`,
      inner + piercings(subject.sheet, profile, { ...field, kind: field.kind ?? "stars" }),
    )
  );
}

/** Turned metal without holes: caps, feet, collars. */
export function metalPart(subject: Subject, profile: Profile): string {
  return turnedBody(subject.sheet, { profile, colour: metalOf(subject), finish: "metal" });
}

/** A soft glare around a light source; drawn over everything. */
export function glare(sheet: Sheet, at: { x: number; y: number; radius: number }, strength = 0.5): string {
  return `<circle cx="${px(at.x)}" cy="${px(at.y)}" r="${px(at.radius)}" fill="${radial(
    sheet,
    [0.5, 0.5, 0.5],
    [
      [0, "#ffedc2", strength],
      [0.4, "#ffc878", strength * 0.36],
      [1, "#ff9a4a", 0],
    ],
  )}"/>`;
}
