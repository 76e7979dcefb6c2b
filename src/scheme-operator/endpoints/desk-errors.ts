/** What the desk answers; lab's own, in the form of OAuth's errors. */
export type DeskErrorCode = 'invalid_request' | 'unknown_service'
