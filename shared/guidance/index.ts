import { z } from 'zod'
import examples from '../../resources/guidance/counterExamples.json'

const exampleSchema = z.strictObject({ text: z.string().min(1), why: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }) })

/** How a field should not be filled, and why a reviewer sends it back. Invented. */
export type CounterExample = z.infer<typeof exampleSchema>

const COUNTER_EXAMPLES = z.record(z.string(), exampleSchema).parse(examples)

/** The counter-example of a field, in whichever edition it is asked; null where none would help. */
export const counterExampleOf = (field: string): CounterExample | null => COUNTER_EXAMPLES[field] ?? null
