/** A single word that is searched for, and the words of captions that say that a photo answers it. */
export interface WordQuery {
  readonly word: string
  /** The word itself and what counts as it, in lower case. */
  readonly means: readonly string[]
}

/**
 * Everyday things, people and doings, the more frequent ones first. No colours: captions leave out most of them. Behind each
 * stand inflections and what people would call the same thing, or a kind of it.
 */
export const presentWords: readonly WordQuery[] = table(`
  dog: dogs puppy puppies pup pups doggy doggie terrier poodle retriever greyhound greyhounds collie dalmatian dachshund labrador husky beagle
  man: men guy guys gentleman gentlemen
  water: lake ocean sea river pool pond stream creek
  child: children kid kids toddler toddlers baby babies boy boys girl girls
  people: person persons man men woman women boy boys girl girls child children kid kids lady ladies guy guys crowd toddler baby
  woman: women lady ladies
  grass: grassy lawn
  shirt: shirts tshirt
  boy: boys
  jumping: jump jumps jumped leap leaps leaping leapt midair airborne
  girl: girls
  running: run runs ran runner runners
  street: streets road roads sidewalk
  snow: snowy
  hat: hats cap caps
  beach: beaches shore seashore shoreline
  ball: balls
  bike: bikes bicycle bicycles biker bikers cyclist cyclists bicyclist biking bmx
  mountain: mountains mountaintop mountainside peak
  jacket: jackets coat coats
  rock: rocks rocky boulder boulders
  field: fields meadow
  ocean: sea
  tree: trees
  building: buildings house houses skyscraper
  crowd: crowds crowded audience spectators onlookers
  forest: woods wooded forests
  sand: sandy
  swing: swings swinging
  sitting: sit sits seated
  climbing: climb climbs climber climbers climbed
  smiling: smile smiles smiled grinning
  skateboard: skateboards skateboarder skateboarders skateboarding
  lake: lakes pond ponds
  river: rivers stream creek
  swimming: swim swims swimmer swimmers
  pool: pools
  dancing: dance dances dancer dancers
  sunglasses: shades
  surfing: surf surfer surfers surfboard surfboards surfs
  car: cars automobile
  skiing: ski skis skier skiers
  football: footballs
  dress: dresses
  snowboard: snowboarder snowboarders snowboarding snowboards
  toy: toys
  wall: walls
  soccer:
  boat: boats canoe kayak raft sailboat canoes kayaks
  fence: fences fenced
  flowers: flower
  basketball: basketballs
  playground: playgrounds
  tennis:
  horse: horses horseback pony ponies
  baseball: softball
  bench: benches
  helmet: helmets
  motorcycle: motorcycles motorbike motorcyclist motorcyclists motocross
  sunset: sunrise dusk
`)

/**
 * Things that none of the captioned photos shows: animals, foods, instruments, tools, vehicles, rooms and landscapes. The rule for
 * what is likely never saw every second one.
 */
export const absentWords: readonly WordQuery[] = table(`
  elephant: elephants
  walrus: walruses
  piano: pianos
  tuba: tubas
  lion: lions lioness
  gorilla: gorillas
  pizza: pizzas
  waffles: waffle
  penguin: penguins
  ostrich: ostriches
  wedding: weddings bride groom
  orchard: orchards
  giraffe: giraffes
  raccoon: raccoons
  submarine: submarines
  battleship: battleships
  violin: violins
  banjo: banjos
  keyboard: keyboards
  blender: blenders
  birthday cake: cake cakes
  lasagna:
  refrigerator: refrigerators fridge
  dishwasher: dishwashers
  spider: spiders
  llama: llamas
  castle: castles
  vineyard: vineyards
  kitchen: kitchens stove oven
  greenhouse: greenhouses
  lemon: lemons
  garlic:
  teapot: teapots
  kettle: kettles
  mushroom: mushrooms
  avocado: avocados
  tractor: tractors
  bulldozer: bulldozers
  lighthouse: lighthouses
  barn: barns
  zebra: zebras
  seal: seals
  microscope: microscopes
  thermometer: thermometers
  telescope: telescopes
  compass: compasses
  cathedral: cathedrals
  planetarium:
  volcano: volcanoes
  geyser: geysers
  desert: deserts
  canyon: canyons
  office: offices
  courtroom: courtrooms
  bathroom: bathrooms
  nursery: nurseries
  toothbrush: toothbrushes
  hairbrush: hairbrushes
  scissors:
  stapler: staplers
  sushi:
  noodles: noodle
  strawberry: strawberries
  cherries: cherry
  broccoli:
  cucumber: cucumbers
  parrot: parrots
  canary: canaries
  windmill: windmills
  monorail: monorails
  chandelier: chandeliers
  wardrobe: wardrobes
`)

function table(text: string): WordQuery[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [word = '', others = ''] = line.trim().split(':')
      return { word, means: [word, ...others.split(' ').filter((other) => other !== '')] }
    })
}
