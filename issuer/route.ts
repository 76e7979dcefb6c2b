import type { RequestHandler } from 'express'
import type { Route } from '../src/http/app.ts'

/** Handlers say which parameters their path has; Express itself takes them all. */
const route =
  (method: Route['method']) =>
  (path: string, spec: string, ...handlers: readonly RequestHandler<never>[]): Route => ({
    method, path, spec, handlers: handlers as readonly RequestHandler[],
  })

export const get = route('get')
export const post = route('post')
