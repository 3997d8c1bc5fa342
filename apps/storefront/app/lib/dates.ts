// Dates as a visitor reads them. Always in UTC, so that server and browser write the same.
export const dateText = (timestamp: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(timestamp));
