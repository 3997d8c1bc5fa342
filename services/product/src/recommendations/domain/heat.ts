// How fast what was wanted cools down. Heat in the database is measured in half-lives: a change of this one makes all of it worthless.
const SECONDS_PER_DAY = 86_400;
const HALF_LIFE_DAYS = 7;

export const HALF_LIFE_SECONDS = HALF_LIFE_DAYS * SECONDS_PER_DAY;
/** Of a view, where a sale weighs 1. */
export const VIEW_WEIGHT = 0.02;
