// The public face of @souk/money: amounts in minor units with an ISO 4217 currency.
export { currencies, currencyDigits, isCurrency, type Currency } from "./currency.ts";
export {
  addMoney,
  compareMoney,
  equalMoney,
  money,
  multiplyMoney,
  negateMoney,
  subtractMoney,
  sumMoney,
  zeroMoney,
  type Money,
} from "./money.ts";
export { allocateMoney, shareOfMoney, type Fraction } from "./shares.ts";
export { formatMoney, moneyToDecimal, parseMoney } from "./text.ts";
