import { placeFacts } from '../../places/domain/place-facts.js';
import type { PlaceBook } from '../../places/queries/place-book.js';
import type { NewMoment } from '../domain/moment.js';

/** The moment with what is known of its city, whose coordinates it takes where whoever described it gave none. */
export async function placeMoment({ places }: { places: PlaceBook }, moment: NewMoment): Promise<NewMoment> {
  const city = placeFacts(await places(), moment.properties);
  const { location } = city;
  if (!location || moment.properties.location) return { ...moment, city };
  return { ...moment, city, properties: { ...moment.properties, location, locationOrigin: 'GAZETTEER' } };
}
