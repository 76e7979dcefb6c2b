import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { bind, PortTaken } from '../../src/http/adapters/bind.ts'

const host = '127.0.0.1'

test('a port is known before the application is; until then requests are told to wait', async () => {
  const binding = await bind({ port: 0, host })
  onTestFinished(() => binding.close())
  const url = `http://${host}:${binding.port}/`
  const early = await fetch(url)
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1'])
  binding.serve(express().get('/', (_req, res) => void res.json('ready')))
  expect(await (await fetch(url)).json()).toBe('ready')
})

test('a port that is in use is told in one sentence with what to do', async () => {
  const first = await bind({ port: 0, host })
  onTestFinished(() => first.close())
  const second = bind({ port: first.port, host })
  await expect(second).rejects.toBeInstanceOf(PortTaken)
  await expect(second).rejects.toThrow(
    `Port ${first.port} on 127.0.0.1 is in use: stop the program that has it, or choose another port.`,
  )
})

test('closing lets a running answer end, and frees the port', async () => {
  const binding = await bind({ port: 0, host })
  binding.serve(express().get('/', (_req, res) => void setTimeout(() => res.json('late'), 200)))
  const answer = fetch(`http://${host}:${binding.port}/`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await binding.close()
  expect(await (await answer).json()).toBe('late')
  await (await bind({ port: binding.port, host })).close()
})

test('an answer that never ends does not keep a service from closing', async () => {
  const binding = await bind({ port: 0, host })
  binding.serve(express().get('/', (_req, res) => void res.write('for ever')))
  const answer = await fetch(`http://${host}:${binding.port}/`)
  await binding.close()
  await expect(answer.text()).rejects.toThrow()
})
