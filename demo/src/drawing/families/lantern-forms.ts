// The lamps themselves, lit. Each is drawn standing on its origin; hanging ones are hung from the top of the picture.
import type { Subject } from "../subject.ts";
import type { Lamp } from "./lamp.ts";
import { dome, bowlPendant, cage, onion } from "./lamps-pierced.ts";
import { hex, star, mosaic, box, harbour } from "./lamps-glazed.ts";
import { skin, votive, paperGlobe, tableLamp, cylinder } from "./lamps-glowing.ts";

const lamps: Record<string, (subject: Subject) => Lamp> = {
  dome,
  hex,
  star,
  mosaic,
  skin,
  box,
  harbour,
  bowlpendant: bowlPendant,
  votive,
  cage,
  paper: paperGlobe,
  tablelamp: tableLamp,
  cylinder,
  onion,
};

export function lampFor(subject: Subject): Lamp {
  return (lamps[subject.form] ?? dome)(subject);
}
