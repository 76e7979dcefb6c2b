/** How the holder gets an access token: logs in with this issuer, or was checked at the counter before. */
export const offeredGrants = ['authorization_code', 'pre-authorized_code'] as const
export type OfferedGrant = (typeof offeredGrants)[number]
