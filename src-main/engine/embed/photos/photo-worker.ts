// The photo worker's entry.
import { openPhotoSession } from '../towers/sessions.ts'
import { servePhotos } from './serve-photos.ts'

servePhotos(openPhotoSession)
