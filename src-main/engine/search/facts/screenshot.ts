/** What is known of a picture that may be a screenshot. */
export interface MaybeScreenshot {
  /** Below its root, with `/` between the parts. */
  readonly relativePath: string
  readonly format: string | null
  readonly camera: string | null
  readonly width: number | null
  readonly height: number | null
}

/**
 * Whether a picture is a screenshot: no camera took it, and its name or its folder's name says so in one of the languages
 * of phones and desktops, or it is a PNG of exactly the size of a screen. A cropped screenshot without such a name is not
 * recognised; a picture that a camera took is none, whatever its name.
 */
export function isScreenshot({ relativePath, format, camera, width, height }: MaybeScreenshot): boolean {
  if (camera) return false
  const [name = '', folder = ''] = relativePath.split('/').toReversed()
  if (inName.test(name.normalize('NFC')) || asFolder.test(folder.normalize('NFC'))) return true
  if (format !== 'png' || width === null || height === null) return false
  return screens.has(`${Math.max(width, height)}x${Math.min(width, height)}`)
}

const words = [
  'screen[ _-]?shots?',
  'screen[ _-]?captures?',
  'scrnshot',
  'bildschirmfotos?',
  "capture d[’'_ ]?[ée]cran",
  "captures d[’'_ ]?[ée]cran",
  'captura de (?:pantalla|tela|ecr[ãa])',
  'capturas de (?:pantalla|tela|ecr[ãa])',
  'schermata',
  'istantanea schermo',
  'schermafbeelding(?:en)?',
  'skärmavbild',
  'skärmbild(?:er)?',
  'skærmbillede',
  'skjermbilde',
  'näyttökuva',
  'zrzut ekranu',
  'snímek obrazovky',
  'képernyőfotó',
  'ekran görüntüsü',
  'снимок экрана',
  'знімок екрана',
  'スクリーンショット',
  '屏幕截图',
  '屏幕快照',
  '螢幕截圖',
  '螢幕快照',
  '截屏',
  '截图',
  '스크린샷',
]
const inName = new RegExp(`(?<!\\p{L})(?:${words.join('|')})`, 'iu')
const asFolder = new RegExp(`^(?:${words.join('|')})$`, 'iu')

/** Pixels of common screens: desktops and notebooks, phones, tablets. */
const screens = new Set(
  `1366x768 1440x900 1600x900 1680x1050 1920x1080 1920x1200 2560x1080 2560x1440 2560x1600 2880x1800 3024x1964 3440x1440
   3456x2234 3840x1600 3840x2160 4096x2304 5120x1440 5120x2880 6016x3384 2256x1504 2736x1824 2880x1920 3000x2000 3240x2160
   960x640 1136x640 1334x750 1792x828 2208x1242 2340x1080 2436x1125 2532x1170 2556x1179 2622x1206 2688x1242 2778x1284
   2796x1290 2868x1320 2220x1080 2280x1080 2310x1080 2400x1080 2408x1080 2412x1080 2460x1080 2520x1080 2960x1440 3040x1440
   3088x1440 3120x1440 3168x1440 3200x1440 2048x1536 2160x1620 2224x1668 2266x1488 2360x1640 2388x1668 2420x1668 2732x2048
   2752x2064 2000x1200`.split(/\s+/),
)
