/**
 * Names of the lab's secrets. A desk's token is named by its place; these two are not a desk's: what the wallet shows to
 * its provider, and the password of every fictional person at the issuers' log-in.
 */
export const walletAtProvider = 'wallet@wallet-provider'
export const peoplePassword = 'people'
