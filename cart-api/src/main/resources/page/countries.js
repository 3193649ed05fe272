// Where things can be sent, by ISO 3166-1. Names are the browser's, in the reader's language.

const CODES = ('AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ '
  + 'DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP '
  + 'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ '
  + 'OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ '
  + 'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW').split(' ');
const COMMON = ['US', 'DE', 'FR'];
const WITH_REGIONS = ['US', 'CA', 'AU', 'BR', 'IN', 'MX'];
const WITHOUT_POSTCODES = ('AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GQ GY HK IE JM KI KM KN KP LC ML MO MR MW NR NU PA QA RW SB SC SL SR SS '
  + 'ST SX SY TD TG TK TL TO TT TV UG VU WS YE ZW').split(' ');

let names;

export function countryName(code) {
  try {
    names ??= new Intl.DisplayNames(undefined, { type: 'region' });
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Codes, the frequent ones first, the others by name. */
export function countries() {
  const others = CODES.filter((code) => !COMMON.includes(code)).map((code) => [code, countryName(code)]).sort(([, a], [, b]) => a.localeCompare(b));
  return { common: COMMON.map((code) => [code, countryName(code)]), others };
}

/** Whether an address there is not complete without a state or province. */
export function hasRegions(code) {
  return WITH_REGIONS.includes(code);
}

export function hasPostcodes(code) {
  return !WITHOUT_POSTCODES.includes(code);
}
