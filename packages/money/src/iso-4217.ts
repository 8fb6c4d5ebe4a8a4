/**
 * Digits after the point of each currency's minor unit: ISO 4217 List One as published on 2026-09-17, 178 codes.
 * Not from `Intl`: its digits are those that people use in a shop (CLDR), which differ for IQD, MGA and others.
 * @see https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html
 */
const codesByMinorUnits: readonly (readonly [minorUnits: number, codes: string])[] = [
  [0, `BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF`],
  [
    2,
    `
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
      CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
      GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
      MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
      PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
      TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    `,
  ],
  [3, `BHD IQD JOD KWD LYD OMR TND`],
  [4, `CLF UYW`],
  // Withdrawn from List One since its edition of 2024-06-25, with what they had there: old records carry them.
  [2, 'ANG BGN CUC'],
];

/** Listed in ISO 4217 with "N.A." for minor units: metals, units of account, test and no currency. */
export const codesWithoutMinorUnits: ReadonlySet<string> = new Set(
  words('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'),
);

/** ISO 4217 code to digits after the point. */
export const isoMinorUnits: ReadonlyMap<string, number> = new Map(
  codesByMinorUnits.flatMap(([minorUnits, codes]) => words(codes).map((code) => [code, minorUnits] as const)),
);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
