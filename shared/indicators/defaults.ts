import libraryJson from '../../resources/indicators/library.json'
import { librarySchema, type IndicatorLibrary } from './library'

/** The library that the program brings. */
export const DEFAULT_LIBRARY: IndicatorLibrary = librarySchema.parse(libraryJson)
