global using System.Globalization;
global using Duroxide.Core;
global using Duroxide.Providers;
