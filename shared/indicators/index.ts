export { DEFAULT_LIBRARY } from './defaults'
export { kindsSuggestedBy, proposeLevel, type LevelPlace } from './level'
export {
  learnIndicators, librarySchema, needsNumber, placeOfEntry, projectTypeOf, searchIndicators, valueForEdition,
  type IndicatorHit, type IndicatorLibrary, type Lesson, type OwnIndicator,
} from './library'
export { lessonOf } from './lesson'
export { missingLevels, type MissingLevel } from './missing'
export { figureProposals, levelProposals } from './proposals'
