export {
  computeProposals,
  findObservations,
  minEvents,
  minProposals,
  type Observation,
  type ObservationKind,
} from './find-observations.ts'
