/**
 * Words for what photos often show, from all walks of life: what a text is compared with, to see whether it has anything to
 * do with its best photos. Their mean is what counts, so no single one matters; a model leaves out those it does not know.
 */
export const everydayWords: readonly string[] = `
  person man woman child baby family crowd face hand hair eye smile shirt dress coat hat shoe bag glasses
  dog cat horse cow sheep pig bird duck chicken fish snake frog turtle butterfly spider bee elephant lion tiger bear
  monkey giraffe rabbit mouse squirrel deer
  tree flower grass leaf forest garden field mountain hill rock sand beach sea lake river waterfall sky cloud sun moon
  snow ice rain fire
  house building street road bridge city church tower castle wall door window stairs room kitchen bedroom bathroom
  office shop market restaurant school library museum station airport
  car truck bus train bicycle motorcycle boat ship airplane helicopter wheel
  table chair bed sofa desk lamp clock mirror shelf bottle cup glass plate bowl spoon knife fork pan oven refrigerator
  television computer keyboard telephone camera book newspaper pen umbrella candle box basket
  bread cake pizza cheese meat soup salad apple orange banana lemon strawberry grape tomato potato carrot mushroom
  coffee tea wine beer
  ball football basketball baseball tennis golf hockey swimming running jumping climbing skiing surfing skateboard
  dancing riding fishing camping hiking sailing
  guitar piano drum trumpet violin microphone stage concert party wedding birthday christmas parade festival
  toy doll balloon kite swing playground park zoo farm tractor fence barn tent flag statue fountain
  painting drawing sign map screen text document letter poster photo pattern
  red blue green yellow black white night day sunset winter summer`
  .trim()
  .split(/\s+/)
