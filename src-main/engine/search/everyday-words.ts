/**
 * What a question's words are compared with: things, people, places and doings that photos show, from all over daily life.
 * A thing that is in no photo describes its best ones no better than these do on average.
 */
export const everydayWords: readonly string[] = `
person man woman child baby family crowd face hand hair smile shirt dress coat hat shoe bag glasses
dog cat horse cow sheep bird duck fish snake butterfly elephant lion monkey rabbit
tree flower grass forest garden field mountain hill rock sand beach sea lake river waterfall sky cloud sun moon snow ice rain fire
house building street road bridge city church tower castle wall door window room kitchen bedroom bathroom office shop market
restaurant school library museum station airport car truck bus train bicycle motorcycle boat ship airplane
table chair bed sofa lamp clock mirror bottle cup plate bowl knife oven television computer telephone camera book newspaper
umbrella candle box bread cake pizza meat soup salad apple orange banana vegetable coffee beer
ball football basketball tennis swimming running jumping climbing skiing surfing skateboard dancing fishing
guitar piano stage concert party wedding birthday christmas toy doll balloon playground zoo farm tractor fence tent flag statue
painting drawing sign map screen text red blue green yellow black white night sunset winter summer
`
  .trim()
  .split(/\s+/)
