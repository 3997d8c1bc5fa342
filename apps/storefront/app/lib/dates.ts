// Dates as a visitor reads them. Always in UTC, so that server and browser write the same.
export const dateText = (timestamp: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(timestamp));

/** A month such as `2028-04`, as it stands on a card. */
export const monthText = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
