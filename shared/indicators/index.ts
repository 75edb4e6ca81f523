export { DEFAULT_LIBRARY } from './defaults'
export { kindsSuggestedBy, placeOfKind, proposeKind, proposeLevel, type LevelPlace } from './level'
export {
  learnIndicators, librarySchema, needsNumber, placeOfEntry, projectTypeOf, searchIndicators, valueForEdition,
  type IndicatorHit, type IndicatorLibrary, type Lesson, type LibraryIndicator, type OwnIndicator, type SearchOptions,
} from './library'
export { lessonOf } from './lesson'
export { missingLevels, type MissingLevel } from './missing'
export { figureProposals, levelProposals, type FigureProposal, type LevelProposal } from './proposals'
