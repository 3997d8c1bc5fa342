// Trays from above and turned vessels of brass and copper.
import { shade } from "../colour.ts";
import { onBody, outlineOf, radiusAt, ringLine, turnedBody, type Profile, rimAt } from "../lathe.ts";
import { metalNamed, engraved, hammerMarks } from "../metal.ts";
import { placed, times, pairs } from "../shapes.ts";
import { linear, px, stops } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";
import { flatForms, tray } from "./brass-tray.ts";

function bodyOf(subject: Subject, profile: Profile, decoration = "", inside?: string): string {
  return turnedBody(subject.sheet, {
    profile,
    colour: metalNamed(subject.palette.name),
    finish: "metal",
    decoration,
    ...(inside ? { inside } : {}),
  });
}

function ringsOn(subject: Subject, profile: Profile, heights: readonly number[]): string {
  const metal = metalNamed(subject.palette.name);
  return engraved(
    heights.map((height) => ringLine(radiusAt(profile, height) + 2, height)).join(""),
    metal,
    4,
  );
}

function hammered(subject: Subject, profile: Profile, rows: number): string {
  const random = randomFor(subject, "hammer");
  const top = rimAt(profile)[1];
  const marks = times(rows * 17, (index) => {
    const { x, y } = onBody(
      profile,
      -1.45 + ((index % 17) / 16) * 2.9 + random.between(-0.05, 0.05),
      top * (0.06 + (Math.floor(index / 17) / rows) * 0.9),
    );
    return [x, y] as const;
  });
  return hammerMarks(marks, 19);
}

function dallah(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = metalNamed(subject.palette.name);
  const profile: Profile = pairs("104,560 104,560 82,520 76,440 120,360 206,230 218,130 180,30 186,0");
  const petals = times(11, (index) => {
    const { x, y, squeeze } = onBody(profile, -1.4 + index * 0.28, 190);
    return `M${px(x)} ${px(y + 60)}Q${px(x - 40 * squeeze)} ${px(y)} ${px(x)} ${px(y - 70)}Q${px(x + 40 * squeeze)} ${px(y)} ${px(x)} ${px(y + 60)}`;
  }).join("");
  const decoration = ringsOn(subject, profile, [430, 400, 290, 100, 80]) + engraved(petals, metal, 4);
  const spout = `<path d="M-92 -500C-190 -540 -290 -560 -330 -480C-300 -500 -250 -480 -210 -420C-180 -380 -130 -400 -90 -420Z" fill="${linear(
    sheet,
    70,
    [
      [0, shade(metal, 0.22)],
      [0.4, metal],
      [1, shade(metal, -0.24)],
    ],
  )}"/><path d="M-100 -496C-190 -530 -270 -548 -318 -490" fill="none" stroke="#fff8e0" stroke-width="8" opacity=".6"/>`;
  const handle = `<path d="M88 -500C240 -560 330 -330 200 -180" fill="none" stroke="${shade(metal, -0.22)}" stroke-width="38" stroke-linecap="round"/><path d="M88 -504C236 -560 322 -332 197 -184" fill="none" stroke="${metal}" stroke-width="28" stroke-linecap="round"/><path d="M100 -512C226 -550 300 -340 196 -200" fill="none" stroke="#fff6dc" stroke-width="7" opacity=".7" stroke-linecap="round"/>`;
  const lid = bodyOf(subject, pairs("8,800 20,780 10,750 34,720 20,690 90,620 110,566 110,556"));
  return {
    markup: handle + spout + bodyOf(subject, profile, decoration) + lid,
    width: 620,
    height: 800,
    outline: outlineOf([[20, 790], ...profile]),
  };
}

function cezve(subject: Subject): Piece {
  const profile: Profile = pairs("170,380 170,380 150,330 190,200 230,40 222,0");
  const handle = `<path d="M150 -356L560 -520" stroke="#6f4f1c" stroke-width="34" stroke-linecap="round"/><path d="M150 -362L560 -526" stroke="#c9a252" stroke-width="24" stroke-linecap="round"/><path d="M170 -376L550 -530" stroke="#fff3cf" stroke-width="6" opacity=".7" stroke-linecap="round"/><circle cx="552" cy="-520" r="9" fill="#3a2812"/>`;
  return {
    markup: placed(handle + bodyOf(subject, profile, hammered(subject, profile, 7), "#cfcac0"), -90, {
      y: 0,
    }),
    width: 800,
    height: 520,
    outline: `${outlineOf(profile)}M150 -380L560 -540V-500L150 -330Z`,
  };
}

function mortar(subject: Subject): Piece {
  const profile: Profile = pairs("230,430 230,430 196,390 186,240 170,110 210,40 226,0");
  const pestle = placed(bodyOf(subject, pairs("30,360 40,340 30,300 22,200 22,0 22,0")), 120, {
    y: -330,
    turn: 24,
  });
  return {
    markup: `<g>${bodyOf(subject, profile, ringsOn(subject, profile, [380, 350, 250, 235, 130, 60]), "#5a3f1c")}</g>${pestle}<path d="M-226 -424A230 39 0 0 0 226 -424" fill="none" stroke="${shade(metalNamed(subject.palette.name), 0.16)}" stroke-width="16"/>`,
    width: 480,
    height: 640,
    outline: outlineOf(profile),
  };
}

function candlesticks(subject: Subject): Piece {
  const profile: Profile = pairs(
    "46,480 46,480 34,460 40,420 24,380 44,330 22,280 30,180 50,150 24,120 40,80 140,30 150,0",
  );
  const pan: Profile = pairs("112,452 112,452 60,432 40,430");
  const wax = `<path d="M-32 -470V-700Q0 -712 32 -700V-470Z" fill="${linear(subject.sheet, 0, stops("0 #d9c8a4, 0.3 #fbf3df, 1 #cdb98f"))}"/><path d="M0 -704v-26" stroke="#2a1d14" stroke-width="5"/>`;
  const one =
    wax + bodyOf(subject, profile) + bodyOf(subject, pan, "", shade(metalNamed(subject.palette.name), 0.05));
  return {
    markup: placed(one, -170, { y: -20, scale: 1.12 }) + placed(one, 190, { y: 16, scale: 0.94 }),
    width: 700,
    height: 820,
    outline: "M-340 0L-200 -60V-780H-140V-60L0 0ZM50 20L160 -40V-640H220V-40L330 20Z",
  };
}

export function brassPiece(subject: Subject): Piece {
  if (flatForms.has(subject.form)) return tray(subject);
  switch (subject.form) {
    case "dallah":
      return dallah(subject);
    case "cezve":
      return cezve(subject);
    case "mortar":
      return mortar(subject);
    case "candlesticks":
      return candlesticks(subject);
    default: {
      const profile: Profile = pairs("390,290 390,290 376,230 290,80 150,30 150,30 160,0");
      return {
        markup: bodyOf(
          subject,
          profile,
          hammered(subject, profile, 6),
          shade(metalNamed(subject.palette.name), 0.1),
        ),
        width: 780,
        height: 330,
        outline: outlineOf(profile),
      };
    }
  }
}
